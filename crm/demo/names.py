"""Names that people, companies and towns can have; all of them are made up."""

from __future__ import annotations

GERMAN = "de"
HERE = {"DE": 78, "AT": 9, "CH": 7}  # weights of the countries where they speak German
ABROAD = {"NL": 8, "DK": 6, "GB": 9, "SE": 5, "FR": 6, "IT": 6, "PL": 6, "US": 5}

WOMEN = {
    "de": "Anke Annika Birgit Britta Carolin Claudia Dörte Elif Eva Franziska Frauke Greta Hanna Heike Ilka Imke Jana"
    " Jasmin Julia Jördis Karin Katja Kerstin Lara Leonie Luise Maike Marlene Meike Mira Nadine Nele Petra Rieke Ronja"
    " Sabine Sandra Silke Sophie Stefanie Svenja Tanja Theresa Ulrike Vera Wiebke Yasemin",
    "NL": "Anouk Femke Lotte Maaike Sanne", "DK": "Freja Kirsten Mette Signe", "GB": "Alice Fiona Harriet Priya Ruth",
    "SE": "Åsa Elsa Linnea Maja", "FR": "Camille Élodie Manon Solène", "IT": "Chiara Giulia Paola Silvia",
    "PL": "Agnieszka Ewa Joanna Małgorzata", "US": "Abigail Denise Maya Tamara",
}  # fmt: skip
MEN = {
    "de": "Achim Adrian Ahmet Alexander Arne Axel Bastian Benedikt Björn Burak Carsten Christoph Daniel Dirk Emre"
    " Florian Frank Georg Gerrit Götz Hannes Hauke Henning Holger Ingo Jan Jens Jörg Jürgen Kai Klaas Lars Lukas Malte"
    " Marco Matthias Michael Nils Oliver Ole Philipp Ralf Sebastian Sönke Stefan Thorsten Till Uwe Volker",
    "NL": "Daan Jeroen Maarten Sjoerd", "DK": "Anders Jesper Rasmus Søren", "GB": "Callum Imran Nigel Oliver Tom",
    "SE": "Gustav Johan Nils Östen", "FR": "Baptiste Étienne Julien Théo", "IT": "Davide Fabio Lorenzo Matteo",
    "PL": "Jakub Łukasz Paweł Wojciech", "US": "Brandon Eric Jamal Victor",
}  # fmt: skip
LAST = {
    "de": "Ahrens Albers Arslan Bachmann Baumgartner Becker Behrens Berger Böhm Brinkmann Bruns Çelik Claasen Dietrich"
    " Diekmann Ebert Eggers Engelhardt Feldkamp Fink Friedrichs Gärtner Gerdes Graf Günther Hagedorn Harms Hartwig"
    " Hinrichs Holst Jansen Jost Jürgensen Kaiser Kirchner Köhler Koopmann Krüger Lorenz Lübbers Lüders Mangold"
    " Möller Nissen Nowak Oltmanns Özdemir Paulsen Petersen Pfeiffer Quast Rademacher Reinhardt Rohde Sander Schäfer"
    " Schlüter Schuster Seidel Stein Tiedemann Thomsen Ullrich Vogel Wagner Weiß Wessels Wiegand Winter Zeller Ziegler",
    "NL": "Bakker|de Vries|van den Berg|Visser|Mulder", "DK": "Jørgensen|Mikkelsen|Østergaard|Holm",
    "GB": "Ashworth|Blackwood|Hughes|O’Neill|Patel|Sinclair", "SE": "Bergström|Lindqvist|Åkesson|Sjöberg",
    "FR": "Beaumont|Lefèvre|Moreau|d’Aubigny", "IT": "Bianchi|De Luca|Marchetti|Rinaldi",
    "PL": "Kowalczyk|Wiśniewski|Zieliński|Dąbrowski", "US": "Carter|Delgado|Nguyen|Whitaker",
}  # fmt: skip

TRADES = {  # industry: (German, English) second halves of company names
    "Machine building": (("Maschinenbau", "Anlagenbau", "Antriebstechnik"), ("Machinery", "Drives")),
    "Automotive": (("Fahrzeugteile", "Automotive"), ("Automotive", "Components")),
    "Medical technology": (("Medizintechnik", "Medical"), ("Medical", "Surgical")),
    "Packaging": (("Verpackungen", "Folien"), ("Packaging", "Films")),
    "Food": (("Feinkost", "Backwaren", "Molkerei"), ("Foods", "Bakery")),
    "Plastics": (("Kunststofftechnik", "Spritzguss"), ("Plastics", "Mouldings")),
    "Electronics": (("Elektronik", "Sensorik"), ("Electronics", "Sensors")),
    "Furniture": (("Möbelwerke", "Holzwerke"), ("Furniture", "Woodworks")),
}
MODEST = ("Food", "Packaging", "Plastics", "Furniture")  # industries that score little
STEMS = (
    "Adler Alsen Anker Apen Arnsberg Birken Bode Brück Dahl Deich Eiben Elb Erlen Falken Fehn Feld Förde Geest Grün"
    " Hansa Harz Heide Hell Holm Horst Inn Isar Kamp Kiefer Kron Lahn Lind Lippe Main Marsch Möwen Neckar Nord Oder"
    " Quell Rhön Ruhr Saale Sand Schlei See Spree Stern Sund Süder Tauber Thal Ulmen Unstrut Wald Warn Weser West Wind"
)
ABROAD_STEMS = (
    "Alder Beacon Brook Calder Cedar Copper Eastgate Fern Harbour Kestrel Larch Marsh Meridian Northfield Orchard Pike"
    " Quarry Ridge Severn Tarn Vale Willow"
)
TOWNS = {
    "DE": "Kiel Hamburg Bremen Lübeck Rostock Oldenburg Hannover Bielefeld Dortmund Kassel Leipzig Jena Nürnberg"
    " Ulm Stuttgart Freiburg Würzburg Regensburg Rosenheim Flensburg Husum",
    "AT": "Linz Graz Salzburg Wels", "CH": "Winterthur Zug Chur", "NL": "Utrecht Zwolle Breda", "DK": "Aarhus Kolding",
    "GB": "Leeds Sheffield Bristol", "SE": "Malmö Västerås", "FR": "Lyon Nantes", "IT": "Brescia Bologna",
    "PL": "Poznań Gdynia", "US": "Milwaukee Cleveland",
}  # fmt: skip
FORMS = {
    "DE": ("GmbH", "GmbH", "GmbH & Co. KG", "AG"), "AT": ("GmbH",), "CH": ("AG",), "NL": ("B.V.",), "DK": ("A/S",),
    "GB": ("Ltd",), "SE": ("AB",), "FR": ("SARL",), "IT": ("S.r.l.",), "PL": ("Sp. z o.o.",), "US": ("Inc.",),
}  # fmt: skip

ROLES = {  # the weighty ones first
    "de": (
        "Produktionsleitung",
        "Technische Leitung",
        "Leitung Qualität",
        "Prozesstechnik",
        "Einkauf",
        "Instandhaltung",
    ),
    "en": (
        "Head of production",
        "Technical director",
        "Quality manager",
        "Process engineer",
        "Purchasing",
        "Maintenance",
    ),
}
DECIDERS = {"de": "Geschäftsführung", "en": "Managing director"}
# Numbers that the regulators keep free for films and books.
PHONES = {"DE": "+493023125{:03d}", "GB": "+442079460{:03d}", "US": "+121255501{:02d}"}


def pick(text: str) -> list[str]:
    return text.split("|") if "|" in text else text.split()

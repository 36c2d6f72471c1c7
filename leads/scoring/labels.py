"""What a rule is called when people read it: the admin's label, else one made from the rule."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.models import ActivityKind
from contacts.models import AttributeDefinition
from leads.models import EngagementRule, FitRule, Scorecard
from leads.scoring import facts
from leads.scoring.contributions import Contribution

YES_NO = {"true": gettext_lazy("yes"), "false": gettext_lazy("no")}


class Labels:
    """The labels of one scorecard's rules; one query."""

    def __init__(self, card: Scorecard) -> None:
        of_card = {fact.attribute for rule in card.fit_rules.all() if (fact := facts.find(rule.field)).attribute}
        keys = [key for _of, key in of_card]
        self.attributes = {(each.of, each.key): str(each) for each in AttributeDefinition.objects.filter(key__in=keys)}

    def contribution(self, row: Contribution) -> str:
        """`Lead source: Google`, `Page visit: /pricing…, 3 times`."""
        if isinstance(row.rule, EngagementRule):
            label = self.event(row.rule)
            return _("{label}, {n} times").format(label=label, n=row.counted) if row.counted > 1 else label
        return row.rule.label or self._pair(row.rule, str(YES_NO.get(row.value, row.value)))

    def event(self, rule: EngagementRule) -> str:
        kind = str(ActivityKind(rule.activity).label)
        details = ", ".join(value.replace("*", "…") for value in rule.where.values())
        return rule.label or (_("{kind}: {details}").format(kind=kind, details=details) if details else kind)

    def fact(self, rule: FitRule) -> str:
        """The fact a rule looks at: `Country`."""
        fact = facts.find(rule.field)
        return self.attributes.get(fact.attribute, fact.attribute[1]) if fact.attribute else fact.label

    def _pair(self, rule: FitRule, value: str) -> str:
        return _("{fact}: {value}").format(fact=self.fact(rule), value=value)

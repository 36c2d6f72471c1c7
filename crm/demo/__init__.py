"""A believable company that has sold for two years: everything in it went through the real door, at a moved clock.

Who works there (`staff`), what it sells and how it scores (`catalogue`), whom it met (`people`), what can happen
(`acts`), in which order (`plots`), and when (`calendar`); `playing` lets it all happen.
"""

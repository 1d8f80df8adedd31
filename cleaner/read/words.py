"""The words after which a sentence must go on: articles, prepositions, conjunctions. A line that ends with one breaks off."""

from __future__ import annotations

OPEN_WORDS = frozenset(
    # en
    "i the a an of to in and or for on with as by at from that is are was were be been has have had its his her their our your my this"
    " these those than but which who into about can will would could should may if when where"
    # de
    " der die das und oder von mit auf für im am zu zur zum den dem des ein eine einen einem einer ist sind als bei nach aus über durch"
    # fr
    " le la les un une des de du et ou à au aux en dans par pour sur avec que qui est sont ce cette ces leur"
    # es, pt, it
    " el los las una del y o al con por es su se como os um uma do da dos das e em no na nos nas com é ao il lo gli di della dei delle"
    " alla nel nella per che è dal dalla"
    # nl, sv, da, nb
    " het een van op met voor te bij aan door naar dat och att i på av för som med det ett og af til er"
    # pl, cs
    " w z od po za ze we się nie że oraz lub dla przez jest przy nad pod a ve"
    # ru, uk
    " в на и с к о от по за из у для не что как или но до при со во об под над і та з що"
    # el
    " το τα τη της την του των τον οι ο η και να με για από στο στη στην στον στα στους που ή σε θα τις τους ένα μια ως"
    # tr
    " ve ile için bir bu".split()
)

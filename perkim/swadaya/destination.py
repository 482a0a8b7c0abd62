"""Where field work for households goes, in the words of its screens."""

from perkim.visits.declarations import Destination

HOUSE = Destination(place="rumah", person="calon")

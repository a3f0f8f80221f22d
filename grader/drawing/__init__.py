"""Pictures of a learner's own numbers: plain data from the worker, checked here and drawn on the judge's side.

data       what each kind of drawing takes, and its bounds
charts     lines, bars, heat maps, regions, paths, boxes as SVG or PNG, by matplotlib
graph      a computation graph laid out by depth, as SVG and as Mermaid
terminal   the same in a terminal, by plotext and as text
pictures   a submission and an exercise's views -> pictures
"""

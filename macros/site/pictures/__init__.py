"""Pictures drawn at build time: charts, timelines, strips, tables of sources, cards."""

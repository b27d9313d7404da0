"""The versioned data that phones carry: categories, limits, checklists, guidance, faults, parts, texts."""

"""Report -> the formats that programs read, each a pure function of a Report."""

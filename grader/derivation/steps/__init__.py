"""Line by line: does it follow, which waypoints are reached by an unbroken chain, which step is the first wrong one."""

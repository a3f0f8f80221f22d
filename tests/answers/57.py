#> length of the dataset | examples_counted, unpacked_in_another_number
DataLoader.__len__ = lambda self: len(self.dataset)


#> rounded down | always_rounded_down, always_dropped
DataLoader.__len__ = lambda self: len(self.dataset) // self.batch_size

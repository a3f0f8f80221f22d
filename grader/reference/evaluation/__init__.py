"""Before and after training: which examples may be looked at when, and what is measured.

module     what it holds                                               exercises
splits     three sets, and one scaler for all of them                  36
metrics    the confusion matrix, its scores, area under the ROC curve  37
selection  folds, cross-validation, early stopping                     38
"""

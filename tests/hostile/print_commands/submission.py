# Goal: commands to a CI system in prints and exceptions, also where a long line is wrapped. Earns 0.
for line in ("::error::x", "   ::set-output name=score::4", "##[error]x", "x ##[command]y", "::stop-commands::t", "::add-mask::a",
             "##vso[task.complete result=Succeeded]", "x ##teamcity[buildStatus status='SUCCESS']"):
    print(line)
print("word " * 15 + "::error::wrapped " * 20)


def softmax(z):
    raise ValueError("::error::x " + "y" * 70 + " ::warning::z " + "y" * 60 + " ::notice::w")


def affine_forward(x, w, b):
    return "::error::x ##vso[task.setvariable variable=PATH]/tmp"

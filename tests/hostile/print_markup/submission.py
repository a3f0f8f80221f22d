# Goal: markup of consoles, pages and tables in prints, exceptions and strings. Earns 0.
print("[bold green]passed[/bold green] [link=http://example.com]4 of 4[/] <script>alert(1)</script> =cmd|' /C calc'!A0 [/nothing]")


def softmax(z):
    raise ValueError("[red]x[/red] <img src=x onerror=alert(1)> =1+1 | a | b |")


def affine_forward(x, w, b):
    return "[blink]x[/blink]", "</td><script>"

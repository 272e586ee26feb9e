# Nothing is said of programs that are right.
def greet(name: str = "world", /, *, shout: bool = False) -> str:
    text = f"hello, {name!s:>{len(name) + 2}}"
    return text.upper() if shout else text


match greet():
    case "hello" | "bye":
        pass
    case other if (n := len(other)) > 3:
        print(n)

class AppError(Exception):
    def __str__(self):
        return "app: " + ", ".join(self.args)
def load(name):
    try:
        return open_it(name)
    except KeyError as e:
        raise AppError("cannot load", name) from e
def open_it(name):
    return {}[name]
def main():
    try:
        load("x")
    finally:
        print("cleanup")
main()

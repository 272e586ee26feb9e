# JSON: orders, customers, and who spent what
import json
from collections import defaultdict

DATA = """
[{"customer": "Ada",   "items": [{"name": "tea", "price": 4.5, "n": 2}, {"name": "cup", "price": 7, "n": 1}]},
 {"customer": "Grace", "items": [{"name": "ink", "price": 3.25, "n": 4}]},
 {"customer": "Ada",   "items": [{"name": "tea", "price": 4.5, "n": 1}], "note": null}]
"""

orders = json.loads(DATA)
spent = defaultdict(float)
sold = defaultdict(int)
for order in orders:
    for item in order["items"]:
        spent[order["customer"]] += item["price"] * item["n"]
        sold[item["name"]] += item["n"]

for customer, sum_ in sorted(spent.items(), key=lambda entry: -entry[1]):
    print(f"{customer:<8}{sum_:>8.2f}")

match orders[-1]:
    case {"customer": name, "note": None, **rest}:
        print(f"{name}'s last order has no note; it has {len(rest['items'])} item")

print(json.dumps({"spent": spent, "sold": sold}, indent=2, sort_keys=True))

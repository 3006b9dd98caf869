"""Values near the limits of what is recorded."""
long = "é" * 12000
wide = list(range(1500))
wide[1400] = "changed"
wide.append("end")
del wide[0]
many = {i: str(i) for i in range(1200)}
many[5] = "five"
many[5000] = "new"
lots = set(range(1100))
lots.add("x")
deep = []
for _ in range(200):
    deep = [deep]
huge = 10**400
print(len(long), len(wide), len(many), len(lots), len(str(huge)))

function windowOf(width, start = width >> 1, end = start + width, ...labels) {
  end ??= start;
  const middle = (start + end) / 2;
  const parts = [start, middle, end];
  if (labels.length > 0) parts.push(labels.join("/"));
  const [first, , last = first] = parts;
  return { span: last - first, given: arguments.length, declared: windowOf.length, parts };
}

function merge(left, right) {
  const merged = [];
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) {
    if (right[j] < left[i]) {
      merged.push(right[j]);
      j += 1;
    } else {
      merged.push(left[i]);
      i += 1;
    }
  }
  return merged.concat(left.slice(i), right.slice(j));
}

function sort(deck) {
  if (deck.length < 2) {
    return deck;
  }
  const middle = Math.floor(deck.length / 2);
  const left = sort(deck.slice(0, middle));
  const right = sort(deck.slice(middle));
  return merge(left, right);
}

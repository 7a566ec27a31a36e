// What is called alike: links and frames of one name. Python compares where they lead.
const {fold} = nyx.text;

const nameOf = (node) => fold(nyx.names.accessibleName(node)).toLowerCase();

// Whatever is alone with its name, or leads to where its namesakes lead, is no question.
const passUnlessAmbiguous = (address) => (results) => {
  const groups = new Map();
  for (const one of results) {
    const name = one.data?.name;
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(one);
  }
  for (const group of groups.values()) {
    const known = new Set(group.map((one) => address(one.data)));
    if (group.length < 2 || (known.size < 2 && !known.has(null))) for (const one of group) one.result = true;
  }
  return results;
};

nyx.namesakes = {nameOf, passUnlessAmbiguous};

"""What is inside of a document: read in a process of its own, with limits, since documents are hostile input."""

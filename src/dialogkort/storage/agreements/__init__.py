"""The files of agreements: reading, editing, merging, checking, and the pages made from them."""

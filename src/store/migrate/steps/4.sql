-- From version 3 to 4: the dictionary says what a post stands for.

-- alters: posts
ALTER TABLE posts ADD COLUMN stands_for TEXT CONSTRAINT posts_stands_for CHECK (stands_for <> '');

-- The database and its two accounts; conf/serve runs this at each start. The programs come as concord_web, which may do
-- nothing yet: `concord migrate`, who owns the tables, grants it table by table.
CREATE DATABASE IF NOT EXISTS concord CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
CREATE USER IF NOT EXISTS concord_migrate@localhost;
ALTER USER concord_migrate@localhost IDENTIFIED BY '@MIGRATE_PASSWORD@';
GRANT ALL PRIVILEGES ON concord.* TO concord_migrate@localhost WITH GRANT OPTION;
CREATE USER IF NOT EXISTS concord_web@localhost;
ALTER USER concord_web@localhost IDENTIFIED BY '@WEB_PASSWORD@' WITH MAX_STATEMENT_TIME 5;

#include "util.h"
#include <sqlite3.h>
#include <mysql/mysql.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void report(void) {
    run_report(query_value("name"));
}

void find(sqlite3 *db) {
    char sql[512];
    snprintf(sql, sizeof sql, "SELECT * FROM items WHERE name = '%s'", query_value("name"));
    // ruleid: sql-injection
    sqlite3_exec(db, sql, NULL, NULL, NULL);
}

void find_word(sqlite3 *db) {
    char sql[512];
    const char *name = query_value("name");
    if (!is_word(name)) return;
    snprintf(sql, sizeof sql, "SELECT * FROM items WHERE name = '%s'", name);
    // ok: sql-injection
    sqlite3_exec(db, sql, NULL, NULL, NULL);
}

void find_number(sqlite3 *db) {
    char sql[512];
    snprintf(sql, sizeof sql, "SELECT * FROM items WHERE id = %d", atoi(query_value("id")));
    // ok: sql-injection
    sqlite3_exec(db, sql, NULL, NULL, NULL);
}

void find_bound(sqlite3 *db) {
    sqlite3_stmt *statement;
    // ok: sql-injection
    sqlite3_prepare_v2(db, "SELECT * FROM items WHERE name = ?", -1, &statement, NULL);
    sqlite3_bind_text(statement, 1, query_value("name"), -1, SQLITE_TRANSIENT);
    sqlite3_step(statement);
    sqlite3_finalize(statement);
}

void find_mprintf(sqlite3 *db) {
    // ok: sql-injection
    char *sql = sqlite3_mprintf("SELECT * FROM items WHERE name = %Q", query_value("name"));
    // ok: sql-injection
    sqlite3_exec(db, sql, NULL, NULL, NULL);
    sqlite3_free(sql);
}

void find_mprintf_plain(sqlite3 *db) {
    char *sql = sqlite3_mprintf("SELECT * FROM items WHERE name = '%s'", query_value("name"));
    // ruleid: sql-injection
    sqlite3_exec(db, sql, NULL, NULL, NULL);
    sqlite3_free(sql);
}

void find_prepare(sqlite3 *db) {
    char sql[256] = "SELECT * FROM items WHERE name = '";
    sqlite3_stmt *statement;
    strncat(sql, query_value("name"), 100);
    strcat(sql, "'");
    // ruleid: sql-injection
    sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
}

void my_find(MYSQL *connection) {
    char sql[512];
    sprintf(sql, "SELECT * FROM items WHERE name = '%.64s'", query_value("name"));
    // ruleid: sql-injection
    mysql_query(connection, sql);
}

void my_find_escaped(MYSQL *connection) {
    char sql[512], name[129];
    mysql_real_escape_string(connection, name, query_value("name"), 64);
    snprintf(sql, sizeof sql, "SELECT * FROM items WHERE name = '%s'", name);
    // ok: sql-injection
    mysql_real_query(connection, sql, strlen(sql));
}

void pg_find(PGconn *connection) {
    char sql[512];
    snprintf(sql, sizeof sql, "SELECT * FROM items WHERE name = '%s'", getenv("HTTP_COOKIE"));
    // ruleid: sql-injection
    PQexec(connection, sql);
}

void pg_find_bound(PGconn *connection) {
    const char *values[1] = {query_value("name")};
    // ok: sql-injection
    PQexecParams(connection, "SELECT * FROM items WHERE name = $1", 1, NULL, values, NULL, NULL, 0);
}

void pg_find_escaped(PGconn *connection) {
    char sql[512];
    char *name = PQescapeLiteral(connection, query_value("name"), 20);
    snprintf(sql, sizeof sql, "SELECT * FROM items WHERE name = %s", name);
    // ok: sql-injection
    PQexec(connection, sql);
    PQfreemem(name);
}

void page(void) {
    printf("Content-Type: text/html\r\n\r\n");
    // ruleid: xss
    printf("<h1>%s</h1>", query_value("title"));
    // ok: xss
    printf("<h1>%d</h1>", atoi(query_value("count")));
    // ok: xss
    printf("<h1>%s</h1>", "Store");
}

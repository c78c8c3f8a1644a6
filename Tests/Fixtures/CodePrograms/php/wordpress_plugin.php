<?php
/*
Plugin Name: Guest book
*/

function guestbook_list()
{
    global $wpdb;
    $author = $_GET['author'];
    // ruleid: sql-injection
    $bad = $wpdb->get_results("SELECT * FROM {$wpdb->prefix}guestbook WHERE author = '$author'");
    // ok: sql-injection
    $good = $wpdb->get_results($wpdb->prepare("SELECT * FROM {$wpdb->prefix}guestbook WHERE author = %s", $author));
    $id = absint($_GET['id']);
    // ok: sql-injection
    $row = $wpdb->get_row("SELECT * FROM {$wpdb->prefix}guestbook WHERE id = $id");
    // ruleid: sql-injection
    $value = $wpdb->get_var('SELECT text FROM guestbook WHERE slug = "' . sanitize_text_field($_GET['slug']) . '"');
    // ok: sql-injection
    $escaped = $wpdb->query("DELETE FROM guestbook WHERE slug = '" . esc_sql($_GET['slug']) . "'");
    // ruleid: sql-injection
    $prepared = $wpdb->query($wpdb->prepare("DELETE FROM guestbook WHERE slug = '" . $_GET['slug'] . "'"));
    return [$bad, $good, $row, $value, $escaped, $prepared];
}

function guestbook_page()
{
    $title = isset($_GET['title']) ? wp_unslash($_GET['title']) : '';
    // ruleid: xss
    echo '<h2>' . $title . '</h2>';
    // ok: xss
    echo '<h2>' . esc_html($title) . '</h2>';
    // ok: xss
    echo '<input value="' . esc_attr($title) . '">';
    // ok: xss
    echo wp_kses_post($title);
    // ok: xss
    echo '<a href="' . esc_url($_GET['url']) . '">link</a>';
    // ok: xss
    echo sanitize_text_field($title);
    // ruleid: xss
    _e($title);
}

function guestbook_go()
{
    // ruleid: open-redirect
    wp_redirect($_GET['to']);
    // ok: open-redirect
    wp_safe_redirect($_GET['to']);
    // ok: open-redirect
    wp_redirect(admin_url('admin.php?page=guestbook'));
}

function guestbook_fetch()
{
    // ruleid: ssrf
    $bad = wp_remote_get($_POST['feed']);
    // ok: ssrf
    $good = wp_safe_remote_get($_POST['feed']);
    return [$bad, $good];
}

function guestbook_import()
{
    // ruleid: deserialization
    return maybe_unserialize(stripslashes($_POST['data']));
}

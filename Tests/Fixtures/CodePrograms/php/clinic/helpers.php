<?php

namespace Clinic;

function param(string $name, string $default = ''): string
{
    return isset($_REQUEST[$name]) ? trim((string) $_REQUEST[$name]) : $default;
}

function e(?string $text): string
{
    return htmlspecialchars($text ?? '', ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8');
}

function digits(string $text): string
{
    return preg_replace('/[^0-9]/', '', $text);
}

function passthroughText(string $text): string
{
    return str_replace("\t", ' ', $text);
}

function greeting(string $name): string
{
    return 'welcome';
}

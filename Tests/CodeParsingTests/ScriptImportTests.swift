import CodeSyntax
import Testing

/// What local names of JavaScript and PHP stand for.
@Suite(.enabled(if: LoweredText.hasParser(.javascript) && LoweredText.hasParser(.php), "a parser is not built"))
struct ScriptImportTests {
    @Test(
        arguments: [
            ("import cp from 'child_process'", ["cp=child_process"]),
            ("import * as cp from 'child_process'", ["cp=child_process"]),
            (
                "import {exec, spawn as run} from 'child_process'",
                ["exec=child_process.exec", "run=child_process.spawn"]
            ),
            ("import {default as cp} from 'child_process'", ["cp=child_process"]),
            ("import a, {b} from './db.js'", ["a=./db.js", "b=./db.js.b"]),
            (
                "import fs from 'node:fs'; import {readFile} from 'node:fs/promises'",
                ["fs=fs", "readFile=fs/promises.readFile"]
            ),
            ("import 'm'", []),
            ("export {a as b} from 'm'", []),
        ])
    func importsGiveLocalNames(_ source: String, _ expected: [String]) {
        #expect(LoweredText.imports(source, .javascript) == expected)
    }

    @Test(
        arguments: [
            ("const cp = require('child_process')", ["cp=child_process"]),
            ("var a = 1, cp = require(\"node:child_process\"), b", ["cp=child_process"]),
            (
                "const {exec, spawn: run} = require('child_process')",
                ["exec=child_process.exec", "run=child_process.spawn"]
            ),
            ("const {exec = null} = require('child_process')", ["exec=child_process.exec"]),
            ("const {promises: {readFile}} = require('fs')", ["readFile=fs.promises.readFile"]),
            ("const exec = require('child_process').exec", ["exec=child_process.exec"]),
            ("const {readFile} = require('fs').promises", ["readFile=fs.promises.readFile"]),
            ("let cp; cp = require('child_process')", ["cp=child_process"]),
            ("async function f() { const {exec} = await import('child_process') }", ["exec=child_process.exec"]),
            ("const {default: q} = await import('./q.js')", ["q=./q.js"]),
            ("const log = require('debug')('app')", []),
            ("require('child_process').exec(a)", []),
            ("const a = load('b')", []),
            ("const a = require(b)", []),
            ("const a = b || require('c')", []),
        ])
    func requireAssignedToANameIsAnImport(_ source: String, _ expected: [String]) {
        #expect(LoweredText.imports(source, .javascript) == expected)
    }

    @Test(
        arguments: [
            ("import cp = require('child_process')", ["cp=child_process"]),
            ("import type {A} from 'm'", ["A=m.A"]),
            ("const cp = require('child_process') as any", ["cp=child_process"]),
            ("const cp = <any>require('child_process')!", []),
        ])
    func typeScriptHasFormsOfItsOwn(_ source: String, _ expected: [String]) {
        #expect(LoweredText.imports(source, .typescript) == expected)
    }

    @Test(
        arguments: [
            ("use PDO;", ["PDO=PDO"]),
            ("use \\A\\B;", ["B=A\\B"]),
            ("use A\\B as C, D\\E;", ["C=A\\B", "E=D\\E"]),
            ("use A\\{B, C\\D as E};", ["B=A\\B", "E=A\\C\\D"]),
            ("use function A\\f; use const A\\{G, H};", ["f=A\\f", "G=A\\G", "H=A\\H"]),
            ("class A { use B; }", []),
        ])
    func phpUsesGiveLocalNames(_ source: String, _ expected: [String]) {
        #expect(LoweredText.imports("<?php \(source)", .php) == expected)
    }

    @Test func modulesAreToldFromMembers() throws {
        let script = try #require(LoweredText.tree("import {Db} from './lib/db.js'", .javascript))
        #expect(script.imports.map(\.module) == ["./lib/db.js"])
        let php = try #require(LoweredText.tree("<?php use A\\{B\\C};", .php))
        #expect(php.imports.map(\.module) == ["A\\B"])
    }
}

import CodeInfrastructure
import Testing

struct DockerfileTests {
    @Test func instructionsGoOnOverLinesAndComments() {
        let text = "FROM debian:12.5\nRUN apt-get update && \\\n# a comment\n\n  chmod 777 /srv\nUSER app\n"
        #expect(Scanning.places("docker.world-writable", text, .dockerfile) == ["chmod 777 /srv"])
    }

    @Test func escapeDirectiveChangesTheSign() {
        let text = "# escape=`\nFROM debian:12.5\nCOPY --chmod=777 `\n  a b\nUSER app\n"
        #expect(Scanning.rules(text, .dockerfile) == ["docker.world-writable"])
    }

    @Test func hereDocumentsAreScriptsAndNotInstructions() {
        let text = "FROM debian:12.5\nRUN <<EOF\nchmod 777 /srv\nUSER root\nEOF\nUSER app\n"
        #expect(Scanning.rules(text, .dockerfile) == ["docker.world-writable"])
        let python = "FROM debian:12.5\nRUN <<EOF\n#!/usr/bin/env python3\nchmod 777 /srv\nEOF\nUSER app\n"
        #expect(Scanning.rules(python, .dockerfile) == [])
    }

    @Test func onlyTheLastStageRuns() {
        let text = """
            FROM debian:12.5 AS build
            USER root
            RUN chmod 777 /srv
            FROM debian:12.5
            COPY --from=build /srv /srv
            USER app
            CMD ["a"]
            """
        #expect(Scanning.rules(text, .dockerfile) == [])
    }

    @Test func userOfTheBaseStageCounts() {
        let text = "FROM debian:12.5 AS base\nUSER app\nFROM base\nCMD [\"a\"]\n"
        #expect(Scanning.rules(text, .dockerfile) == [])
    }

    @Test func argumentsBeforeFromNameTheImage() {
        #expect(Scanning.rules("ARG TAG=latest\nFROM nginx:${TAG}\nUSER app\n", .dockerfile) == ["docker.latest-image"])
        #expect(Scanning.rules("ARG TAG\nFROM nginx:${TAG}\nUSER app\n", .dockerfile) == [])
    }

    @Test func fileWithoutFromIsNotUnderstood() {
        #expect(!Scanning.report("RUN make\n", .dockerfile).notes.isEmpty)
    }

    @Test func secretsThatLookLikeSecretsAreLeftToTheirScanner() {
        #expect(Scanning.rules("FROM a:1\nENV API_TOKEN=Zk39dkQpw02Lx8sPq1\nUSER b\n", .dockerfile) == [])
    }
}

import CodeInfrastructure
import Testing

struct YAMLTests {
    @Test func aliasesAndMergedKeysCount() {
        let text = """
            x-base: &base
              privileged: true
            services:
              a: {<<: *base, image: 'b:1'}
            """
        #expect(Scanning.places("compose.privileged", text, .compose) == ["privileged: true"])
    }

    @Test func linesThatServicesShareAreReportedOnce() {
        let text = """
            services:
              a: &a
                image: b:1
                privileged: true
              b: {<<: *a}
              c: *a
            """
        #expect(Scanning.places("compose.privileged", text, .compose) == ["privileged: true"])
    }

    @Test func everyDocumentIsChecked() {
        let pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {hostPID: true}\n"
        let text = pod + "---\n" + pod.replacing("name: a", with: "name: b")
        #expect(Scanning.places("kubernetes.host-namespace", text, .kubernetes).count == 2)
    }

    @Test func itemsOfListsAreChecked() {
        let text = """
            apiVersion: v1
            kind: List
            items:
              - apiVersion: batch/v1
                kind: CronJob
                metadata: {name: a}
                spec: {jobTemplate: {spec: {template: {spec: {hostNetwork: true}}}}}
            """
        #expect(Scanning.rules(text, .kubernetes) == ["kubernetes.host-network"])
    }

    @Test func templatesAreNotTakenForComplete() {
        let text = """
            apiVersion: v1
            kind: Pod
            metadata: {name: a}
            spec:
              hostNetwork: true
              containers:
                - name: "{{ .Values.name }}"
                  image: a/b:1
            """
        let report = Scanning.report(text, .kubernetes)
        #expect(report.findings.map(\.ruleID) == ["code.kubernetes.host-network"])
        #expect(report.notes.map(\.isTemplate) == [true])
    }

    @Test func whatCannotBeReadIsNoted() {
        let report = Scanning.report("services:\n  a: {privileged: true}\n  b: [\n", .compose)
        #expect(report.notes.count == 1 && report.notes.allSatisfy { !$0.isTemplate })
    }

    @Test func settingsOfThePodAreInherited() {
        let text = """
            apiVersion: v1
            kind: Pod
            metadata: {name: a}
            spec:
              automountServiceAccountToken: false
              securityContext: {runAsNonRoot: true}
              containers:
                - name: a
                  image: a/b:1
                  resources: {limits: {memory: 1Gi}}
                  securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true}
            """
        #expect(Scanning.rules(text, .kubernetes) == [])
    }
}

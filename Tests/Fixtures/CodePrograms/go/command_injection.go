package programs

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
)

var (
	hostName     = regexp.MustCompile(`^[a-zA-Z0-9.-]{1,253}$`)
	looseName    = regexp.MustCompile(`[a-z]+`)
	knownTools   = map[string]string{"trace": "/usr/bin/traceroute", "ping": "/usr/bin/ping"}
	verboseShell = false
)

func pingByShell(w http.ResponseWriter, r *http.Request) {
	host := r.URL.Query().Get("host")
	// ruleid: command-injection
	output, _ := exec.Command("sh", "-c", "ping -c 1 "+host).CombinedOutput()
	w.Write(output)
}

func pingByArgument(w http.ResponseWriter, r *http.Request) {
	host := r.URL.Query().Get("host")
	// ok: command-injection
	output, _ := exec.Command("ping", "-c", "1", "--", host).CombinedOutput()
	w.Write(output)
}

func pingFormatted(c *gin.Context) {
	line := fmt.Sprintf("ping -c %s %s", c.DefaultQuery("count", "1"), "gateway")
	// ruleid: command-injection
	if err := exec.Command("/bin/bash", "-c", line).Run(); err != nil {
		c.Status(http.StatusBadGateway)
	}
}

func pingCounted(c *gin.Context) {
	count, err := strconv.Atoi(c.Query("count"))
	if err != nil || count > 5 {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	// ok: command-injection
	if err := exec.Command("/bin/bash", "-c", fmt.Sprintf("ping -c %d gateway", count)).Run(); err != nil {
		c.Status(http.StatusBadGateway)
	}
}

func chosenProgram(r *http.Request) error {
	// ruleid: command-injection
	return exec.Command(r.FormValue("program"), "--version").Run()
}

func chosenFromList(r *http.Request) error {
	tool, known := knownTools[r.FormValue("tool")]
	if !known {
		return errors.New("unknown tool")
	}
	// ok: command-injection
	return exec.Command(tool, "--version").Run()
}

func chosenFromSwitch(r *http.Request) error {
	var program string
	switch r.FormValue("kind") {
	case "text":
		program = "pdftotext"
	case "image":
		program = "pdftoppm"
	default:
		return errors.New("unknown kind")
	}
	// ok: command-injection
	return exec.Command(program, "/srv/input.pdf").Run()
}

func convertWithContext(ctx context.Context, c echo.Context) error {
	format := c.QueryParam("format")
	// ruleid: command-injection
	command := exec.CommandContext(ctx, "sh", "-c", "convert in.png out."+format)
	command.Dir = "/srv/images"
	return command.Run()
}

func convertWithTimeout(ctx context.Context, c echo.Context) error {
	format := c.QueryParam("format")
	if format != "png" && format != "webp" {
		return echo.ErrBadRequest
	}
	// ok: command-injection
	return exec.CommandContext(ctx, "sh", "-c", "convert in.png out."+format).Run()
}

func lookupChecked(r *http.Request) error {
	host := r.FormValue("host")
	if !hostName.MatchString(host) {
		return errors.New("not a host")
	}
	// ok: command-injection
	return exec.Command("sh", "-c", "nslookup "+host+" | tail -n 3").Run()
}

func lookupHalfChecked(r *http.Request) error {
	host := r.FormValue("host")
	if !looseName.MatchString(host) {
		return errors.New("not a host")
	}
	// The pattern is not anchored: something of it is enough.
	// ruleid: command-injection
	return exec.Command("sh", "-c", "nslookup "+host+" | tail -n 3").Run()
}

func lookupAddress(r *http.Request) error {
	address := net.ParseIP(r.FormValue("address"))
	if address == nil {
		return errors.New("not an address")
	}
	// ok: command-injection
	return exec.Command("sh", "-c", "host "+address.String()).Run()
}

func spreadArguments(r *http.Request) error {
	words := strings.Fields(r.FormValue("line"))
	if len(words) == 0 {
		return errors.New("nothing to do")
	}
	// ruleid: command-injection
	return exec.Command(words[0], words[1:]...).Run()
}

func spreadBehindProgram(r *http.Request) error {
	arguments := []string{"--lines", "20", "--"}
	arguments = append(arguments, r.Form["file"]...)
	// ok: command-injection
	return exec.Command("tail", arguments...).Run()
}

func spreadToShell(r *http.Request) error {
	arguments := []string{"-c"}
	arguments = append(arguments, "wc -l "+r.FormValue("file"))
	// ruleid: command-injection
	return exec.Command("sh", arguments...).Run()
}

func commandStructure(r *http.Request) error {
	// ruleid: command-injection
	command := exec.Cmd{Path: "/bin/sh", Args: []string{"sh", "-c", r.FormValue("script")}}
	return command.Run()
}

func commandInput(r *http.Request) (string, error) {
	command := exec.Command("sort", "-u")
	command.Stdin = strings.NewReader(r.FormValue("lines"))
	var sorted bytes.Buffer
	command.Stdout = &sorted
	// ok: command-injection
	err := command.Run()
	return sorted.String(), err
}

func commandEnvironment(r *http.Request) error {
	// ok: command-injection
	command := exec.Command("sh", "-c", `printf '%s\n' "$NOTE" >> notes.txt`)
	command.Env = append(os.Environ(), "NOTE="+r.FormValue("note"))
	return command.Run()
}

func commandReplaced(r *http.Request) error {
	script := r.FormValue("script")
	if script != "" {
		script = "true"
	} else {
		script = "false"
	}
	// ok: command-injection
	return exec.Command("sh", "-c", script).Run()
}

func processReplaced(r *http.Request) error {
	// ruleid: command-injection
	return syscall.Exec(r.FormValue("program"), []string{"worker"}, os.Environ())
}

func processStarted(r *http.Request) (*os.Process, error) {
	line := "gzip " + r.URL.Query().Get("name")
	// ruleid: command-injection
	return os.StartProcess("/bin/sh", []string{"sh", "-c", line}, &os.ProcAttr{})
}

type shellRunner struct {
	prefix string
}

func (s shellRunner) run(line string) error {
	// ruleid: command-injection
	return exec.Command("sh", "-c", s.prefix+line).Run()
}

func archiveByRunner(r *http.Request) error {
	return shellRunner{prefix: "tar czf backup.tgz "}.run(r.FormValue("folder"))
}

type fixedRunner struct {
	prefix string
}

func (f fixedRunner) run(line string) error {
	// ok: command-injection
	return exec.Command("sh", "-c", f.prefix+line).Run()
}

func archiveByFixedRunner(_ *http.Request) error {
	return fixedRunner{prefix: "tar czf backup.tgz "}.run("/srv/data")
}

func commandInBackground(w http.ResponseWriter, r *http.Request) {
	branch := r.FormValue("branch")
	go func(name string) {
		// ruleid: command-injection
		exec.Command("sh", "-c", "git checkout "+name).Run()
	}(branch)
	w.WriteHeader(http.StatusAccepted)
}

func commandInBackgroundConstant(w http.ResponseWriter, r *http.Request) {
	branch := r.FormValue("branch")
	go func(name string) {
		// ok: command-injection
		exec.Command("sh", "-c", "git checkout "+name).Run()
	}("main")
	fmt.Fprintf(w, "%d", len(branch))
}

func quotedForShell(text string) string {
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
}

func commandQuoted(r *http.Request) error {
	// ok: command-injection
	return exec.Command("sh", "-c", "ls -l "+quotedForShell(r.FormValue("name"))).Run()
}

func commandBase(r *http.Request) error {
	// A base name can still hold blanks, semicolons and backticks.
	name := filepath.Base(r.FormValue("name"))
	// ruleid: command-injection
	return exec.Command("sh", "-c", "ls -l "+name).Run()
}

package programs

import (
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"math/big"
	mrand "math/rand"
	randv2 "math/rand/v2"
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/google/uuid"
	"github.com/gorilla/sessions"
)

const (
	tokenLetters  = "abcdefghijkmnpqrstuvwxyz23456789"
	secureCookies = true
	skipChecks    = false
)

func sessionToken() string {
	// ruleid: weak-random
	return strconv.FormatInt(mrand.Int63(), 36)
}

func secureSessionToken() (string, error) {
	token := make([]byte, 32)
	// ok: weak-random
	if _, err := rand.Read(token); err != nil {
		return "", err
	}
	return base64.RawURLEncoding.EncodeToString(token), nil
}

func seededToken() string {
	token := make([]byte, 16)
	// ruleid: weak-random
	mrand.New(mrand.NewSource(time.Now().UnixNano())).Read(token)
	return hex.EncodeToString(token)
}

func resetPassword() string {
	password := make([]byte, 12)
	for index := range password {
		// ruleid: weak-random
		password[index] = tokenLetters[mrand.Intn(len(tokenLetters))]
	}
	return string(password)
}

func secureResetPassword() (string, error) {
	password := make([]byte, 12)
	for index := range password {
		// ok: weak-random
		letter, err := rand.Int(rand.Reader, big.NewInt(int64(len(tokenLetters))))
		if err != nil {
			return "", err
		}
		password[index] = tokenLetters[letter.Int64()]
	}
	return string(password), nil
}

func oneTimeCode() int {
	// ruleid: weak-random
	return 100000 + randv2.IntN(900000)
}

func requestIdentifier() string {
	// ok: weak-random
	return uuid.NewString()
}

func sessionSecretText() string {
	// ok: weak-random
	return rand.Text()
}

func cookieBare(w http.ResponseWriter, token string) {
	// ruleid: insecure-cookie
	http.SetCookie(w, &http.Cookie{Name: "session", Value: token})
}

func cookieProtected(w http.ResponseWriter, token string) {
	// ok: insecure-cookie
	http.SetCookie(w, &http.Cookie{Name: "session", Value: token, Secure: true, HttpOnly: true, Path: "/"})
}

func cookieSwitchedOff(w http.ResponseWriter, token string) {
	cookie := &http.Cookie{Name: "session", Value: token, Secure: true, HttpOnly: true}
	cookie.Secure = false
	// ruleid: insecure-cookie
	http.SetCookie(w, cookie)
}

func cookieSetLater(w http.ResponseWriter, token string) {
	cookie := new(http.Cookie)
	cookie.Name, cookie.Value = "session", token
	cookie.HttpOnly = true
	cookie.Secure = secureCookies
	cookie.SameSite = http.SameSiteLaxMode
	// ok: insecure-cookie
	http.SetCookie(w, cookie)
}

func cookieReadable(w http.ResponseWriter, token string) {
	cookie := http.Cookie{Name: "auth_token", Value: token, Secure: true, HttpOnly: false}
	// ruleid: insecure-cookie
	http.SetCookie(w, &cookie)
}

func cookieGin(c *gin.Context, token string) {
	// ruleid: insecure-cookie
	c.SetCookie("session", token, 3600, "/", "", false, true)
}

func cookieGinProtected(c *gin.Context, token string) {
	// ok: insecure-cookie
	c.SetCookie("session", token, 3600, "/", "", true, true)
}

func cookieStore(store *sessions.CookieStore) {
	// ruleid: insecure-cookie
	store.Options = &sessions.Options{Path: "/", Secure: false, HttpOnly: true}
}

func cookieStoreProtected(store *sessions.CookieStore) {
	// ok: insecure-cookie
	store.Options = &sessions.Options{Path: "/", Secure: true, HttpOnly: true, SameSite: http.SameSiteStrictMode}
}

func clientTrusting() *http.Client {
	// ruleid: tls-verification
	settings := &tls.Config{InsecureSkipVerify: true}
	return &http.Client{Transport: &http.Transport{TLSClientConfig: settings}}
}

func clientChecking(roots *x509.CertPool) *http.Client {
	// ok: tls-verification
	settings := &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12}
	return &http.Client{Transport: &http.Transport{TLSClientConfig: settings}}
}

func clientSwitched() *tls.Config {
	settings := &tls.Config{MinVersion: tls.VersionTLS13}
	// ruleid: tls-verification
	settings.InsecureSkipVerify = true
	return settings
}

func clientConstant() *tls.Config {
	// ok: tls-verification
	return &tls.Config{InsecureSkipVerify: skipChecks, MinVersion: tls.VersionTLS13}
}

func clientExplicit() *tls.Config {
	settings := &tls.Config{MinVersion: tls.VersionTLS12}
	// ok: tls-verification
	settings.InsecureSkipVerify = false
	return settings
}

func clientPinned(pin string) *tls.Config {
	// Besides the usual checks, one certificate is asked for.
	// ok: tls-verification
	return &tls.Config{MinVersion: tls.VersionTLS12, VerifyConnection: func(state tls.ConnectionState) error {
		if hex.EncodeToString(state.PeerCertificates[0].Signature) != pin {
			return errors.New("another certificate")
		}
		return nil
	}}
}

func serverOld() *tls.Config {
	// ruleid: tls-verification
	return &tls.Config{MinVersion: tls.VersionTLS10}
}

func serverNew() *tls.Config {
	// ok: tls-verification
	return &tls.Config{MinVersion: tls.VersionTLS13}
}

func dialTrusting(address string) (*tls.Conn, error) {
	// ruleid: tls-verification
	return tls.Dial("tcp", address, &tls.Config{ServerName: "mail", InsecureSkipVerify: true})
}

func dialChecking(address string) (*tls.Conn, error) {
	// ok: tls-verification
	return tls.Dial("tcp", address, &tls.Config{ServerName: "mail.shop.example", MinVersion: tls.VersionTLS12})
}

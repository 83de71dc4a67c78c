// Command foreign is an independent server of PATCH /api/v1/cvms/instance-ids, written from the contract alone.
//
// PORT says where it listens on 127.0.0.1 (a free port where it is not given), BUG which mistake it makes.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"os"
)

const path = "/api/v1/cvms/instance-ids"
const maxBodyBytes = 1 << 20

var bug = os.Getenv("BUG")

func main() {
	port := os.Getenv("PORT")
	if port == "" {
		port = "0"
	}
	listener, err := net.Listen("tcp", "127.0.0.1:"+port)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Printf("http://%s\n", listener.Addr())
	server := &server{store: newStore()}
	err = http.Serve(listener, server)
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

type server struct {
	store *store
	// caller is only read by the bug "global-caller".
	caller *caller
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case path:
		if r.Method != http.MethodPatch {
			w.Header().Set("Allow", http.MethodPatch)
			answer(w, http.StatusMethodNotAllowed, map[string]any{"detail": "Method Not Allowed"})
			return
		}
		s.refresh(w, r)
	case "/__state":
		s.state(w, r)
	default:
		answer(w, http.StatusNotFound, map[string]any{"detail": "Not Found"})
	}
}

// state shows the stored ids (GET) and puts the first ones back (PUT).
func (s *server) state(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case http.MethodGet:
		answer(w, http.StatusOK, s.store.ids())
	case http.MethodPut:
		s.store.reset()
		answer(w, http.StatusOK, s.store.ids())
	default:
		w.Header().Set("Allow", "GET, PUT")
		answer(w, http.StatusMethodNotAllowed, map[string]any{"detail": "Method Not Allowed"})
	}
}

func (s *server) refresh(w http.ResponseWriter, r *http.Request) {
	who := authenticate(r)
	if who == nil {
		w.Header().Set("WWW-Authenticate", "Bearer")
		answer(w, http.StatusUnauthorized, map[string]any{"detail": "Not authenticated"})
		return
	}
	s.caller = who
	body, err := readBody(w, r)
	if err != nil {
		answer(w, http.StatusRequestEntityTooLarge, map[string]any{"detail": "Request body too large"})
		return
	}
	media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || media != "application/json" {
		invalid(w, []fault{{Loc: []any{"body"}, Msg: "Content type must be application/json", Type: "content_type"}})
		return
	}
	options, faults := parseOptions(body)
	if len(faults) > 0 {
		invalid(w, faults)
		return
	}
	if bug == "global-caller" {
		who = s.caller
	}
	answer(w, http.StatusOK, s.store.refresh(who, options))
}

func readBody(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	if bug == "chunked-is-empty" && r.ContentLength <= 0 {
		return []byte("{}"), nil
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBodyBytes))
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return nil, err
	}
	return body, nil
}

func invalid(w http.ResponseWriter, faults []fault) {
	answer(w, http.StatusUnprocessableEntity, map[string]any{"detail": faults})
}

func answer(w http.ResponseWriter, status int, body any) {
	text, err := json.Marshal(body)
	if err != nil {
		status, text = http.StatusInternalServerError, []byte(`{"detail":"Internal Server Error"}`)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	w.Write(text)
}

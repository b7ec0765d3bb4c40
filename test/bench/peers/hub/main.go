// The room in the style of gorilla's chat example: a hub, a channel for each client, and each message encoded once.
// With -join, a writer puts all messages that wait for its client into one frame, one on each line, as the example
// does.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// How many frames may wait for one client. A full queue blocks the room instead of dropping the client, so nothing is
// lost.
const queue = 1024

type in struct {
	Type string `json:"type"`
	Data string `json:"data"`
}

type out struct {
	Type string `json:"type"`
	From string `json:"from"`
	Data string `json:"data"`
	Ts   int64  `json:"ts"`
}

type client struct {
	conn *websocket.Conn
	send chan []byte
	// Closed when the reader ends, because a hub that waits for a full queue must not wait forever.
	done chan struct{}
}

type post struct {
	sender *client
	text   []byte
}

type hub struct {
	register   chan *client
	unregister chan *client
	posts      chan post
}

var (
	join     = flag.Bool("join", false, "put all that waits into one frame")
	upgrader = websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	hubsMu   sync.Mutex
	hubs     = map[string]*hub{}
)

func hubOf(name string) *hub {
	hubsMu.Lock()
	defer hubsMu.Unlock()
	if hubs[name] == nil {
		hubs[name] = &hub{make(chan *client), make(chan *client), make(chan post, 256)}
		go hubs[name].run()
	}
	return hubs[name]
}

func (h *hub) run() {
	clients := map[*client]bool{}
	for {
		select {
		case c := <-h.register:
			clients[c] = true
		case c := <-h.unregister:
			delete(clients, c)
			close(c.send)
		case p := <-h.posts:
			for c := range clients {
				if c == p.sender {
					continue
				}
				select {
				case c.send <- p.text:
				case <-c.done:
				}
			}
		}
	}
}

func (c *client) write() {
	defer c.conn.Close()
	for text := range c.send {
		w, err := c.conn.NextWriter(websocket.TextMessage)
		if err != nil {
			return
		}
		w.Write(text)
		if *join {
			for n := len(c.send); n > 0; n-- {
				w.Write([]byte{'\n'})
				w.Write(<-c.send)
			}
		}
		if w.Close() != nil {
			return
		}
	}
}

func serve(w http.ResponseWriter, req *http.Request) {
	conn, err := upgrader.Upgrade(w, req, nil)
	if err != nil {
		return
	}
	h := hubOf(req.URL.Path)
	name := req.URL.Query().Get("name")
	c := &client{conn, make(chan []byte, queue), make(chan struct{})}
	h.register <- c
	go c.write()
	defer func() {
		close(c.done)
		h.unregister <- c
		conn.Close()
	}()
	for {
		var message in
		if err := conn.ReadJSON(&message); err != nil {
			return
		}
		text, err := json.Marshal(out{"broadcast", name, message.Data, time.Now().UnixMilli()})
		if err != nil {
			return
		}
		h.posts <- post{c, text}
	}
}

func main() {
	flag.Parse()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("port %d\n", listener.Addr().(*net.TCPAddr).Port)
	log.Fatal(http.Serve(listener, http.HandlerFunc(serve)))
}

// The room as the article has it: one lock, and each message encoded again for every receiver.
package main

import (
	"fmt"
	"log"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

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

type room struct {
	sync.Mutex
	clients map[*websocket.Conn]bool
}

var (
	upgrader = websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	roomsMu  sync.Mutex
	rooms    = map[string]*room{}
)

func roomOf(name string) *room {
	roomsMu.Lock()
	defer roomsMu.Unlock()
	if rooms[name] == nil {
		rooms[name] = &room{clients: map[*websocket.Conn]bool{}}
	}
	return rooms[name]
}

func (r *room) broadcast(sender *websocket.Conn, message out) {
	r.Lock()
	defer r.Unlock()
	for client := range r.clients {
		if client == sender {
			continue
		}
		if err := client.WriteJSON(message); err != nil {
			client.Close()
			delete(r.clients, client)
		}
	}
}

func serve(w http.ResponseWriter, req *http.Request) {
	conn, err := upgrader.Upgrade(w, req, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	r := roomOf(req.URL.Path)
	name := req.URL.Query().Get("name")
	// The reading goroutine answers control frames, which must not collide with a message that is being written.
	conn.SetPingHandler(func(data string) error {
		return conn.WriteControl(websocket.PongMessage, []byte(data), time.Now().Add(time.Second))
	})
	r.Lock()
	r.clients[conn] = true
	r.Unlock()
	defer func() {
		r.Lock()
		delete(r.clients, conn)
		r.Unlock()
	}()
	for {
		var message in
		if err := conn.ReadJSON(&message); err != nil {
			return
		}
		r.broadcast(conn, out{"broadcast", name, message.Data, time.Now().UnixMilli()})
	}
}

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("port %d\n", listener.Addr().(*net.TCPAddr).Port)
	log.Fatal(http.Serve(listener, http.HandlerFunc(serve)))
}

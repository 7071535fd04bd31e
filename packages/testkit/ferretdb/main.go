// FerretDB over SQLite in the folder that it is given, on a free port of loopback; prints its address.
package main

import (
	"context"
	"fmt"
	"log"
	"os"

	"github.com/FerretDB/FerretDB/ferretdb"
)

func main() {
	server, err := ferretdb.New(&ferretdb.Config{
		Listener:  ferretdb.ListenerConfig{TCP: "127.0.0.1:0"},
		Handler:   "sqlite",
		SQLiteURL: "file:" + os.Args[1] + "/",
	})
	if err != nil {
		log.Fatal(err)
	}
	go func() { fmt.Println(server.MongoDBURI()) }()
	log.Fatal(server.Run(context.Background()))
}

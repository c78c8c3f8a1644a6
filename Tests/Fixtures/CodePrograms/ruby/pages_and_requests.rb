require "sinatra"
require "net/http"
require "open-uri"
require "nokogiri"

get "/hello" do
  # ruleid: xss
  "<h1>Hello #{params[:name]}</h1>"
end

get "/hello-encoded" do
  name = Rack::Utils.escape_html(params[:name])
  # ok: xss
  "<h1>Hello #{name}</h1>"
end

get "/number" do
  # ok: xss
  "<h1>Page #{params[:page].to_i}</h1>"
end

def heading(text)
  "<h1>" + ERB::Util.html_escape(text) + "</h1>"
end

get "/heading" do
  # ok: xss
  "<main>#{heading(params[:text])}</main>"
end

get "/raw" do
  text = params[:text]
  # ruleid: xss
  raw("<p>" + text + "</p>")
end

get "/go" do
  # ruleid: open-redirect
  redirect params[:to]
end

get "/go-home" do
  # ok: open-redirect
  redirect "/home?from=#{params[:from]}"
end

get "/file" do
  # ruleid: path-traversal
  File.read("files/#{params[:name]}")
end

get "/file-base" do
  # ok: path-traversal
  File.read(File.join("files", File.basename(params[:name])))
end

get "/file-dots" do
  name = params[:name]
  halt 400 if name.include?("..")
  # ok: path-traversal
  File.read("files/#{name}")
end

get "/folder" do
  # ruleid: path-traversal
  Dir.entries(File.join("files", params[:folder])).to_json
end

get "/fetch" do
  # ruleid: ssrf
  Net::HTTP.get(URI(params[:url]))
end

get "/fetch-item" do
  # ok: ssrf
  Net::HTTP.get(URI("https://api.example.com/items/#{params[:id]}"))
end

get "/fetch-checked" do
  url = params[:url]
  uri = URI.parse(url)
  halt 400 unless ["a.example.com", "b.example.com"].include?(uri.host)
  # ok: ssrf
  Net::HTTP.get(uri)
end

get "/open" do
  # ruleid: ssrf
  URI.open(params[:url]).read
end

get "/party" do
  # ruleid: tls-verification
  HTTParty.get("https://example.com", verify: false)
end

get "/party-checked" do
  # ok: tls-verification
  HTTParty.get("https://example.com", verify: true)
end

post "/xml" do
  # ruleid: xxe
  feed = Nokogiri::XML(request.body.read) { |config| config.noent }
  # ok: xxe
  plain = Nokogiri::XML(request.body.read)
  # ruleid: xpath-injection
  feed.xpath("//item[@id='#{params[:id]}']")
  # ok: xpath-injection
  plain.xpath("//item[@id=#{params[:id].to_i}]").to_s
end

post "/people" do
  # ruleid: ldap-injection
  Net::LDAP::Filter.construct("(uid=#{params[:uid]})")
end

post "/people-encoded" do
  # ok: ldap-injection
  Net::LDAP::Filter.eq("uid", params[:uid])
end

post "/documents" do
  # ruleid: nosql-injection
  collection.find({ name: params[:name] }).first
end

post "/documents-text" do
  # ok: nosql-injection
  collection.find({ name: params[:name].to_s }).first
end

post "/words" do
  # ruleid: regex-dos
  Regexp.new(params[:pattern]).match?("text").to_s
end

post "/words-quoted" do
  # ok: regex-dos
  Regexp.new(Regexp.escape(params[:pattern])).match?("text").to_s
end

def digests(text)
  # ruleid: weak-hash
  old = Digest::MD5.hexdigest(text)
  # ok: weak-hash
  new = Digest::SHA256.hexdigest(text)
  [old, new]
end

def ciphers
  # ruleid: weak-cipher
  old = OpenSSL::Cipher.new("des-ede3-cbc")
  # ok: weak-cipher
  new = OpenSSL::Cipher.new("aes-256-gcm")
  [old, new]
end

def tokens
  # ruleid: weak-random
  token = rand(1_000_000).to_s
  # ok: weak-random
  reset_token = SecureRandom.hex(16)
  # ok: weak-random
  delay = rand(5)
  [token, reset_token, delay]
end

db = SQLite3::Database.new("shop.db")

get "/rows" do
  # ruleid: sql-injection
  db.execute("SELECT * FROM rows WHERE name = '#{params[:name]}'").to_json
end

get "/rows-bound" do
  # ok: sql-injection
  db.execute("SELECT * FROM rows WHERE name = ?", [params[:name]]).to_json
end

get "/rows-many" do
  conditions = { "a" => "x = 1", "b" => params[:b] }
  # ok: sql-injection
  db.execute("SELECT * FROM rows WHERE #{conditions["a"]}")
  # ruleid: sql-injection
  db.execute("SELECT * FROM rows WHERE #{conditions["b"]}").to_json
end

get "/rows-numbers" do
  numbers = params[:numbers].split(",").map(&:to_i)
  # ok: sql-injection
  db.execute("SELECT * FROM rows WHERE number IN (#{numbers.join(",")})").to_json
end

get "/rows-dead" do
  name = params[:name]
  name = "fixed" if 1 + 1 == 2
  # ok: sql-injection
  db.execute("SELECT * FROM rows WHERE name = '#{name}'").to_json
end

get "/rows-names" do
  names = params[:names].map { |name| "name = '#{name}'" }
  # ruleid: sql-injection
  db.execute("SELECT * FROM rows WHERE #{names.join(" OR ")}").to_json
end

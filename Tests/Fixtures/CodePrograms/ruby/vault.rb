require 'digest'
require 'openssl'
require 'net/http'
require 'securerandom'

class Vault
  def hash_password(password)
    # ruleid: weak-hash
    Digest::MD5.hexdigest(password)
  end

  def hash_password_sha1(password)
    # ruleid: weak-hash
    OpenSSL::Digest::SHA1.hexdigest(password)
  end

  def hash_named(password)
    # ruleid: weak-hash
    OpenSSL::Digest.new('MD5').hexdigest(password)
  end

  def hash_good(password)
    # ok: weak-hash
    Digest::SHA256.hexdigest(password)
  end

  def hash_named_good(password)
    # ok: weak-hash
    OpenSSL::Digest.new('SHA512').hexdigest(password)
  end

  def hash_bcrypt(password)
    # ok: weak-hash
    BCrypt::Password.create(password)
  end

  def seal(text, key)
    # ruleid: weak-cipher
    cipher = OpenSSL::Cipher.new('DES-EDE3-CBC')
    cipher.encrypt
    cipher.key = key
    cipher.update(text) + cipher.final
  end

  def seal_ecb(text, key)
    # ruleid: weak-cipher
    cipher = OpenSSL::Cipher::AES.new(128, :ECB)
    cipher.encrypt
    cipher.key = key
    cipher.update(text) + cipher.final
  end

  def seal_gcm(text, key)
    # ok: weak-cipher
    cipher = OpenSSL::Cipher.new('aes-256-gcm')
    cipher.encrypt
    cipher.key = key
    cipher.update(text) + cipher.final
  end

  def seal_variable(text)
    name = 'rc4'
    # ruleid: weak-cipher
    cipher = OpenSSL::Cipher.new(name)
    cipher.update(text)
  end

  def token
    # ruleid: weak-random
    token = rand(10**16).to_s(16)
    # ok: weak-random
    other = SecureRandom.hex(16)
    # ruleid: weak-random
    session_key = Random.new.bytes(16)
    # ok: weak-random
    shade = rand(3)
    [token, other, session_key, shade]
  end

  def fetch
    http = Net::HTTP.new('api.example.com', 443)
    http.use_ssl = true
    # ruleid: tls-verification
    http.verify_mode = OpenSSL::SSL::VERIFY_NONE
    http.get('/')
  end

  def fetch_good
    http = Net::HTTP.new('api.example.com', 443)
    http.use_ssl = true
    # ok: tls-verification
    http.verify_mode = OpenSSL::SSL::VERIFY_PEER
    http.get('/')
  end

  def fetch_faraday
    # ruleid: tls-verification
    Faraday.new('https://api.example.com', ssl: { verify: false })
    # ok: tls-verification
    Faraday.new('https://api.example.com', ssl: { verify: true })
  end

  def key
    # ruleid: short-key
    weak = OpenSSL::PKey::RSA.new(1024)
    # ok: short-key
    strong = OpenSSL::PKey::RSA.new(3072)
    [weak, strong]
  end

  def old_tls
    context = OpenSSL::SSL::SSLContext.new
    # ruleid: tls-verification
    context.ssl_version = :TLSv1
    context
  end
end

class ReportJob
  def initialize(env)
    @env = env
  end

  def perform_argv
    # ruleid: command-injection
    system('report ' + ARGV[0])
  end

  def perform_fixed
    # ok: command-injection
    system("report --format #{%w[pdf csv].first}")
  end

  def perform_gets
    name = gets.chomp
    # ruleid: command-injection
    `cat #{name}`
  end
end

class PagesController < ApplicationController
  skip_before_action :verify_authenticity_token

  def show
    # ruleid: xss
    render html: "<h1>#{params[:title]}</h1>".html_safe
  end

  def show_escaped
    # ok: xss
    render html: "<h1>#{ERB::Util.html_escape(params[:title])}</h1>".html_safe
  end

  def show_plain
    # ok: xss
    render plain: "Hello #{params[:name]}"
  end

  def show_inline
    # ruleid: template-injection
    render inline: "<p>#{params[:text]}</p>"
  end

  def show_inline_locals
    # ok: template-injection
    render inline: '<p><%= text %></p>', locals: { text: params[:text] }
  end

  def show_raw
    # ruleid: xss
    helpers.raw(params[:text])
  end

  def show_json
    # ok: xss
    render json: { text: params[:text] }
  end

  def show_sanitize
    # ok: xss
    render html: helpers.sanitize(params[:text]).html_safe
  end

  def show_body
    # ruleid: xss
    render body: params[:text], content_type: 'text/html'
  end

  def go
    # ruleid: open-redirect
    redirect_to params[:next]
  end

  def go_path
    # ok: open-redirect
    redirect_to root_path(q: params[:q])
  end

  def go_local
    # ok: open-redirect
    redirect_to URI.parse(params[:next]).path
  end

  def go_listed
    target = params[:next]
    target = '/' unless %w[/home /account].include?(target)
    # ok: open-redirect
    redirect_to target
  end

  def go_prefixed
    target = params[:next].to_s
    target = '/' unless target.start_with?('/') && !target.start_with?('//')
    # ok: open-redirect
    redirect_to target
  end

  def go_back_to
    # ruleid: open-redirect
    redirect_to request.referer
  end

  def go_other
    # ruleid: open-redirect
    redirect_to params[:url], allow_other_host: true
  end

  def go_only_path
    # ok: open-redirect
    redirect_to params.permit(:id).merge(only_path: true)
  end

  def file
    # ruleid: path-traversal
    send_file Rails.root.join('files', params[:name])
  end

  def file_base
    # ok: path-traversal
    send_file Rails.root.join('files', File.basename(params[:name]))
  end

  def file_checked
    path = File.expand_path(File.join('/srv/files', params[:name]))
    raise 'outside' unless path.start_with?('/srv/files/')
    # ok: path-traversal
    send_file path
  end

  def file_unchecked
    path = File.expand_path(File.join('/srv/files', params[:name]))
    # ruleid: path-traversal
    send_data File.read(path)
  end

  def file_write
    # ruleid: path-traversal
    File.open("/srv/files/#{params[:name]}", 'w') { |f| f.write(params[:text]) }
  end

  def file_id
    # ok: path-traversal
    File.delete("/srv/files/#{params[:id].to_i}.txt")
  end

  def file_upload
    upload = params[:file]
    # ruleid: path-traversal
    FileUtils.mv(upload.tempfile.path, "/srv/files/#{upload.original_filename}")
  end

  def file_upload_named
    upload = params[:file]
    # ok: path-traversal
    FileUtils.mv(upload.tempfile.path, "/srv/files/#{SecureRandom.hex(16)}")
  end

  def partial
    # ruleid: path-traversal
    render file: "pages/#{params[:page]}"
  end

  def fetch
    # ruleid: ssrf
    Net::HTTP.get(URI(params[:url]))
  end

  def fetch_fixed
    # ok: ssrf
    Net::HTTP.get(URI("https://api.example.com/search?q=#{CGI.escape(params[:q])}"))
  end

  def fetch_open
    # ruleid: ssrf
    URI.open(params[:url]).read
  end

  def fetch_faraday
    # ruleid: ssrf
    Faraday.get(params[:url])
    # ok: ssrf
    Faraday.get('https://api.example.com/', q: params[:q])
  end

  def fetch_listed
    uri = URI.parse(params[:url])
    return head(:forbidden) unless ['api.example.com', 'cdn.example.com'].include?(uri.host)
    # ok: ssrf
    Net::HTTP.get(uri)
  end

  def fetch_rest
    # ruleid: ssrf
    RestClient.post("http://#{params[:host]}/hook", { a: 1 })
    # ruleid: ssrf
    HTTParty.get(params[:feed])
  end

  def cookie
    # ruleid: insecure-cookie
    cookies[:token] = { value: 'x', secure: false, httponly: false }
    # ok: insecure-cookie
    cookies[:token] = { value: 'x', secure: true, httponly: true }
  end

  def log
    # ruleid: log-injection
    Rails.logger.info("user #{params[:user]} came")
    # ok: log-injection
    Rails.logger.info("user #{params[:user].inspect} came")
    # ok: log-injection
    Rails.logger.info("user #{params[:user].to_i} came")
  end

  def headers_set
    # ruleid: header-injection
    response.headers['X-Theme'] = params[:theme]
    # ok: header-injection
    response.headers['X-Size'] = params[:theme].length.to_s
  end
end

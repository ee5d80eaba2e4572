// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/requestwriter.h"

#include "core/net/requestcheck.h"
#include "core/support/ascii.h"

#include <array>
#include <charconv>
#include <cstring>

namespace assay {

namespace {

/// Writes into room that is known to suffice.
class Pen
{
public:
    explicit Pen(char* at)
        : m_at(at)
    {
    }
    Pen& operator<<(QByteArrayView text)
    {
        std::memcpy(m_at, text.data(), static_cast<size_t>(text.size()));
        m_at += text.size();
        return *this;
    }
    char* at() const { return m_at; }

private:
    char* m_at;
};

bool isNamed(const HttpHeader& header, QByteArrayView name)
{
    return isSameWord(header.name, name);
}

struct Named {
    bool host = false;
    bool accept = false;
    bool encoding = false;
};

} // namespace

void writeRequestHead(SecretBytes& out, const HttpRequest& request, QByteArrayView path, QByteArrayView host)
{
    Named named;
    qsizetype room = 200 + request.method.size() + path.size() + host.size(); // 200: what stands here in quotes
    for (const auto& header : request.headers) {
        named.host = named.host || isNamed(header, "host");
        named.accept = named.accept || isNamed(header, "accept");
        named.encoding = named.encoding || isNamed(header, "accept-encoding");
        room += header.name.size() + header.value.size() + 4;
    }
    out.resize(static_cast<size_t>(room));
    Pen pen(out.data());
    pen << request.method << " " << path << " HTTP/1.1\r\n";
    if (!named.host)
        pen << "Host: " << host << "\r\n";
    if (!named.accept)
        pen << "Accept: */*\r\n";
    for (const auto& header : request.headers) {
        if (isFramingHeader(header.name))
            continue;
        const QByteArrayView value = QByteArrayView(header.value).trimmed();
        pen << header.name << (value.isEmpty() ? QByteArrayView(":") : QByteArrayView(": ")) << value << "\r\n";
    }
    if (!named.encoding)
        pen << "Accept-Encoding: identity\r\n"; // no compressed bombs, and bytes arrive when they were sent
    if (request.method == "POST" || !request.body.isEmpty()) {
        std::array<char, 24> digits{};
        const auto end = std::to_chars(digits.begin(), digits.end(), request.body.size()).ptr;
        pen << "Content-Length: " << QByteArrayView(digits.data(), end - digits.data()) << "\r\n";
    }
    pen << "\r\n";
    out.resize(static_cast<size_t>(pen.at() - out.data()));
}

} // namespace assay

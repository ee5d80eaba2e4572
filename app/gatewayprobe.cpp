// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gatewayprobe.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <cerrno>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay {

namespace {

constexpr auto kPatience = 180s;
constexpr int kGlance = 100; // ms between two looks at `stop`
constexpr qsizetype kShownText = 200;

QByteArray bodyFor(const QString& model)
{
    const QJsonObject message{{u"role"_s, u"user"_s}, {u"content"_s, u"Say hello in one short sentence."_s}};
    return QJsonDocument(QJsonObject{{u"model"_s, model}, {u"messages"_s, QJsonArray{message}}})
        .toJson(QJsonDocument::Compact);
}

/// A connection to the gateway, closed with the object.
class Conversation
{
public:
    explicit Conversation(quint16 port);
    ~Conversation();
    Q_DISABLE_COPY_MOVE(Conversation)

    bool isOpen() const { return m_isOpen; }
    /// What cannot be sent shows as an answer that does not come.
    void say(QByteArrayView bytes) const;
    /// What came back until the gateway closed.
    Result<QByteArray> hear(const std::atomic<bool>& stop) const;

private:
    int m_socket;
    bool m_isOpen = false;
};

Conversation::Conversation(quint16 port)
    : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    const timeval patience{.tv_sec = 5, .tv_usec = 0};
    setsockopt(m_socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    m_isOpen = ::connect(m_socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

Conversation::~Conversation()
{
    if (m_socket >= 0)
        ::close(m_socket);
}

void Conversation::say(QByteArrayView bytes) const
{
    while (!bytes.isEmpty()) {
        const ssize_t sent = ::send(m_socket, bytes.data(), static_cast<std::size_t>(bytes.size()), MSG_NOSIGNAL);
        if (sent < 0 && errno != EINTR)
            return;
        bytes = bytes.sliced(qMax(ssize_t{0}, sent));
    }
}

Result<QByteArray> Conversation::hear(const std::atomic<bool>& stop) const
{
    const QDeadlineTimer end(kPatience);
    QByteArray said;
    std::array<char, 4096> buffer;
    pollfd waiting{.fd = m_socket, .events = POLLIN, .revents = 0};
    while (!stop && !end.hasExpired()) {
        if (::poll(&waiting, 1, kGlance) <= 0)
            continue;
        const ssize_t count = ::recv(m_socket, buffer.data(), buffer.size(), 0);
        if (count == 0 || (count < 0 && errno != EINTR))
            return said;
        said.append(buffer.data(), qMax(ssize_t{0}, count));
    }
    return stop ? fail(ErrorKind::Cancelled, u"The test was stopped."_s)
                : fail(ErrorKind::Timeout, u"The gateway gave no answer within three minutes."_s);
}

QByteArray header(const QList<QByteArray>& head, const QByteArray& name)
{
    for (const auto& line : head) {
        if (line.size() > name.size() && line[name.size()] == ':'
            && line.first(name.size()).compare(name, Qt::CaseInsensitive) == 0)
            return line.sliced(name.size() + 1).trimmed();
    }
    return {};
}

Result<GatewayProbe> readAnswer(const QByteArray& said)
{
    const auto split = said.indexOf("\r\n\r\n");
    const auto head = said.first(qMax(qsizetype{0}, split)).split('\n');
    const int status = head.first().split(' ').value(1).toInt();
    const auto body = QJsonDocument::fromJson(said.sliced(split < 0 ? said.size() : split + 4)).object();
    if (split < 0 || status == 0)
        return fail(ErrorKind::Network, u"The gateway went away before it answered."_s);
    if (status != 200) {
        Error error{.kind = ErrorKind::ServerFault,
            .detail = body[u"error"][u"message"].toString(u"The gateway answered %1."_s.arg(status)),
            .httpStatus = status,
            .providerCode = {},
            .requestId = {},
            .retryAfter = {}};
        return std::unexpected(error);
    }
    GatewayProbe out;
    out.runId = QString::fromLatin1(header(head, "x-generation-id")).mid(4); // after `gen-`
    out.model = body[u"model"].toString();
    out.servedBy = QString::fromLatin1(header(head, "x-assay-provider"));
    out.text = body[u"choices"][0][u"message"][u"content"].toString().left(kShownText);
    if (const auto cost = Money::fromDecimalUsd(header(head, "x-assay-cost")))
        out.cost = *cost;
    out.simulated = out.servedBy == "sandbox"_L1;
    return out;
}

} // namespace

Result<GatewayProbe> probeGateway(quint16 port, const Secret& key, const QString& model, const std::atomic<bool>& stop)
{
    QElapsedTimer timer;
    timer.start();
    const Conversation gateway(port);
    if (!gateway.isOpen())
        return fail(ErrorKind::Network, u"Nobody listens at port %1 of this computer."_s.arg(port));
    const QByteArray body = bodyFor(model);
    const QByteArray head = "POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1:" + QByteArray::number(port)
        + "\r\nconnection: close\r\nuser-agent: assay\r\ncontent-type: application/json\r\ncontent-length: "
        + QByteArray::number(body.size()) + "\r\nauthorization: Bearer ";
    gateway.say(head);
    gateway.say(key.reveal());
    gateway.say("\r\n\r\n" + body);
    const auto said = gateway.hear(stop);
    if (!said)
        return std::unexpected(said.error());
    auto out = readAnswer(*said);
    if (out)
        out->duration = std::chrono::duration_cast<std::chrono::microseconds>(timer.durationElapsed());
    return out;
}

} // namespace assay

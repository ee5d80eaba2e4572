// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gatewayprobe.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkProxy>
#include <QTcpSocket>

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

/// What came back until the gateway closed.
Result<QByteArray> conversation(QTcpSocket& socket, const std::atomic<bool>& stop)
{
    const QDeadlineTimer end(kPatience);
    QByteArray said;
    while (!stop && !end.hasExpired()) {
        if (socket.waitForReadyRead(kGlance))
            said += socket.readAll();
        else if (socket.state() != QAbstractSocket::ConnectedState)
            return said + socket.readAll();
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
    QTcpSocket socket;
    socket.setProxy(QNetworkProxy::NoProxy);
    socket.connectToHost(u"127.0.0.1"_s, port);
    if (!socket.waitForConnected(5000))
        return fail(ErrorKind::Network, u"Nobody listens at port %1 of this computer."_s.arg(port));
    const QByteArray body = bodyFor(model);
    const QByteArray head = "POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1:" + QByteArray::number(port)
        + "\r\nconnection: close\r\nuser-agent: assay\r\ncontent-type: application/json\r\ncontent-length: "
        + QByteArray::number(body.size()) + "\r\nauthorization: Bearer ";
    socket.write(head);
    socket.write(key.reveal().data(), key.reveal().size());
    socket.write("\r\n\r\n" + body);
    const auto said = conversation(socket, stop);
    if (!said)
        return std::unexpected(said.error());
    auto out = readAnswer(*said);
    if (out)
        out->duration = std::chrono::duration_cast<std::chrono::microseconds>(timer.durationElapsed());
    return out;
}

} // namespace assay

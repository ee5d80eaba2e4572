// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The other side of GatewayDoor, and what goes through it.

#include "app/gatewaydoor.h"
#include "core/domain/runjson.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTimeZone>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kPatience = 10; // seconds
constexpr qsizetype kMostAnswer = 16LL * 1024 * 1024;

Result<QByteArray> exchange(const QString& path, const QByteArray& question)
{
    const auto gone = fail(ErrorKind::Network, u"Nobody answers at %1."_s.arg(path));
    const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const timeval patience{.tv_sec = kPatience, .tv_usec = 0};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    QByteArray out;
    if (DoorAddress(path).connect(socket)
        && ::send(socket, question.constData(), static_cast<std::size_t>(question.size()), MSG_NOSIGNAL)
            == question.size()) {
        QByteArray part(64LL * 1024, Qt::Uninitialized);
        for (;;) {
            const auto count = ::recv(socket, part.data(), static_cast<std::size_t>(part.size()), 0);
            if (count < 0 && errno == EINTR)
                continue;
            if (count <= 0 || out.size() > kMostAnswer)
                break;
            out.append(part.constData(), count);
        }
    }
    ::close(socket);
    if (!out.endsWith('\n'))
        return gone;
    return out;
}

QJsonValue orNull(const QString& text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

QString timeText(const QDateTime& time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

} // namespace

DoorAddress::DoorAddress(const QString& path)
{
    QByteArray name = QFile::encodeName(path);
    if (name.size() >= static_cast<qsizetype>(sizeof m_address.sun_path)) {
        const QFileInfo info(path);
        m_folder = ::open(QFile::encodeName(info.path()).constData(), O_PATH | O_DIRECTORY | O_CLOEXEC);
        name = "/proc/self/fd/" + QByteArray::number(m_folder) + '/' + QFile::encodeName(info.fileName());
        if (m_folder < 0 || name.size() >= static_cast<qsizetype>(sizeof m_address.sun_path))
            return;
    }
    m_address.sun_family = AF_UNIX;
    std::memcpy(m_address.sun_path, name.constData(), static_cast<std::size_t>(name.size()));
    m_isGood = true;
}

DoorAddress::~DoorAddress()
{
    if (m_folder >= 0)
        ::close(m_folder);
}

QString gatewayDoorPath(const QString& profile, quint16 port)
{
    return QDir(profile).filePath(u"gateway-%1.sock"_s.arg(port));
}

Result<QJsonObject> askGateway(const QString& profile, quint16 port, const QJsonObject& question)
{
    const QByteArray line = QJsonDocument(question).toJson(QJsonDocument::Compact) + '\n';
    const QString pattern = port ? u"gateway-%1.sock"_s.arg(port) : u"gateway-*.sock"_s;
    const QDir doors(profile);
    QStringList open;
    // Looked at first with what changes nothing: a question must not reach two gateways.
    const auto names = doors.entryList({pattern}, QDir::System | QDir::Files);
    for (const auto& name : names) {
        if (exchange(doors.filePath(name), "{\"verb\":\"status\"}\n"))
            open.append(name);
    }
    if (open.isEmpty())
        return fail(ErrorKind::ModelNotFound,
            u"No gateway of this profile runs%1. `assay serve` starts one, or the switch on the window's Gateway page."_s
                .arg(port ? u" at port %1"_s.arg(port) : QString()));
    if (open.size() > 1)
        return fail(
            ErrorKind::InvalidRequest, u"%1 gateways of this profile run; say which with --port."_s.arg(open.size()));
    const auto answer = exchange(doors.filePath(open.first()), line);
    if (!answer)
        return std::unexpected(answer.error());
    const auto document = QJsonDocument::fromJson(*answer).object();
    if (const auto why = document[u"error"]; why.isString())
        return fail(ErrorKind::Internal, why.toString());
    return document;
}

QJsonObject toJson(const GatewayCall& call)
{
    return {{u"run"_s, call.id}, {u"started_at"_s, timeText(call.startedAt)}, {u"key"_s, orNull(call.keyName)},
        {u"model"_s, call.model}, {u"client_format"_s, orNull(call.format)}, {u"served_by"_s, orNull(call.servedBy)},
        {u"state"_s, laneStateName(call.state)}};
}

QJsonObject toJson(const RefusedCall& call)
{
    return {{u"first_at"_s, timeText(call.firstAt)}, {u"last_at"_s, timeText(call.lastAt)}, {u"count"_s, call.count},
        {u"key"_s, orNull(call.keyName)}, {u"client_format"_s, orNull(call.format)}, {u"model"_s, orNull(call.model)},
        {u"path"_s, orNull(call.path)}, {u"status"_s, call.status}, {u"why"_s, call.why}};
}

QJsonObject toJson(const GatewaySnapshot& snapshot)
{
    QJsonArray running;
    for (const auto& call : snapshot.running)
        running.append(toJson(call));
    QJsonArray ended;
    for (const auto& run : snapshot.ended)
        ended.append(toJson(run));
    QJsonArray refused;
    for (const auto& call : snapshot.refused)
        refused.append(toJson(call));
    QJsonArray hour;
    for (const auto& minute : snapshot.hour) {
        hour.append(QJsonObject{
            {u"at"_s, QDateTime::fromSecsSinceEpoch(minute.minute * 60, QTimeZone::UTC).toString(Qt::ISODate)},
            {u"requests"_s, minute.requests}, {u"failed"_s, minute.failed}, {u"refused"_s, minute.refused}});
    }
    return {{u"running"_s, running}, {u"ended"_s, ended}, {u"refused"_s, refused}, {u"hour"_s, hour},
        {u"per_minute"_s, snapshot.perMinute}};
}

} // namespace assay

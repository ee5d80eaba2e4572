// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The other side of GatewayDoor, and what goes through it.

#include "app/gatewaydoor.h"
#include "core/domain/runjson.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTimeZone>

#include <cerrno>
#include <cstring>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kPatience = 10; // seconds
constexpr qsizetype kMostAnswer = 16LL * 1024 * 1024;

/// A folder of this user's alone, or nothing: whoever else could write there might answer in our place.
Result<QString> doorFolder()
{
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    const QString folder
        = runtime.isEmpty() ? u"/tmp/assay-%1"_s.arg(::geteuid()) : QDir(runtime).filePath(u"assay"_s);
    const QByteArray name = QFile::encodeName(folder);
    ::mkdir(name.constData(), S_IRWXU);
    struct stat info{};
    const bool isOurs = ::lstat(name.constData(), &info) == 0 && S_ISDIR(info.st_mode) && info.st_uid == ::geteuid()
        && (info.st_mode & (S_IRWXG | S_IRWXO)) == 0;
    if (!isOurs)
        return fail(ErrorKind::Storage,
            u"%1 is no folder of yours alone, so the command line and the gateway cannot talk there."_s.arg(folder));
    return folder;
}

QString profileMark(const QString& profile)
{
    const QByteArray place = QFileInfo(profile).canonicalFilePath().toUtf8();
    return QString::fromLatin1(QCryptographicHash::hash(place, QCryptographicHash::Sha256).toHex().left(16));
}

Result<QByteArray> exchange(const QString& path, const QByteArray& question)
{
    const QByteArray name = QFile::encodeName(path);
    sockaddr_un address{};
    const auto gone = fail(ErrorKind::Network, u"Nobody answers at %1."_s.arg(path));
    if (name.size() >= static_cast<qsizetype>(sizeof address.sun_path))
        return gone;
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, name.constData(), static_cast<std::size_t>(name.size()));
    const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const timeval patience{.tv_sec = kPatience, .tv_usec = 0};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    QByteArray out;
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0
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

Result<QString> gatewayDoorPath(const QString& profile, quint16 port)
{
    return doorFolder().transform([&](const QString& folder) {
        return QDir(folder).filePath(u"%1-%2.sock"_s.arg(profileMark(profile)).arg(port));
    });
}

Result<QJsonObject> askGateway(const QString& profile, quint16 port, const QJsonObject& question)
{
    const auto folder = doorFolder();
    if (!folder)
        return std::unexpected(folder.error());
    const QByteArray line = QJsonDocument(question).toJson(QJsonDocument::Compact) + '\n';
    const QString pattern = profileMark(profile) + (port ? u"-%1.sock"_s.arg(port) : u"-*.sock"_s);
    const QDir doors(*folder);
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
        return fail(ErrorKind::InvalidRequest,
            u"%1 gateways of this profile run; say which with --port."_s.arg(open.size()));
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

// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gatewaysettings.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QString settingsPath(const QString& profile)
{
    return profile + u"/gateway.json"_s;
}

} // namespace

GatewaySettings readGatewaySettings(const QString& profile)
{
    GatewaySettings out;
    QFile file(settingsPath(profile));
    if (!file.open(QIODevice::ReadOnly))
        return out;
    const auto json = QJsonDocument::fromJson(file.readAll()).object();
    const int port = json["port"_L1].toInt();
    if (port > 0 && port <= 65'535)
        out.port = static_cast<quint16>(port);
    out.autostart = json["autostart"_L1].toBool();
    return out;
}

Result<void> writeGatewaySettings(const QString& profile, const GatewaySettings& settings)
{
    QSaveFile file(settingsPath(profile));
    const QByteArray bytes
        = QJsonDocument(QJsonObject{{u"port"_s, settings.port}, {u"autostart"_s, settings.autostart}}).toJson();
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(ErrorKind::Storage, u"%1 cannot be written: %2"_s.arg(settingsPath(profile), file.errorString()));
    return {};
}

} // namespace assay

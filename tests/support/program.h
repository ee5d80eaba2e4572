// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>

namespace assay::testing {

/// What one run of the built program left.
struct Outcome {
    int code = -1;
    QByteArray out;
    QByteArray err;
    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

/// Runs the built program as a person would: with its own profile, without anybody's keys.
inline Outcome runProgram(const QString& profile, const QStringList& arguments, const QByteArray& input = {},
    const QHash<QString, QString>& variables = {})
{
    QProcess process;
    QProcessEnvironment environment;
    for (const char* kept :
        {"HOME", "PATH", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"}) {
        if (qEnvironmentVariableIsSet(kept))
            environment.insert(QString::fromLatin1(kept), qEnvironmentVariable(kept));
    }
    for (auto it = variables.begin(); it != variables.end(); ++it)
        environment.insert(it.key(), it.value());
    process.setProcessEnvironment(environment);
    if (input.isEmpty())
        process.setStandardInputFile(QProcess::nullDevice());
    process.start(QStringLiteral(ASSAY_EXECUTABLE),
        QStringList{QStringLiteral("--profile"), profile, QStringLiteral("--sandbox-pace"), QStringLiteral("0")}
            + arguments);
    if (!input.isEmpty()) {
        process.write(input);
        process.closeWriteChannel();
    }
    if (!process.waitForFinished(60'000))
        process.kill();
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
        process.readAllStandardError()};
}

} // namespace assay::testing

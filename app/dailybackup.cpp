// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dailybackup.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTimer>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay {

void backUpDaily(QObject* context, const QString& profile)
{
    const auto start = [profile] {
        QProcess::startDetached(QCoreApplication::applicationFilePath(),
            {u"--profile"_s, profile, u"history"_s, u"backup"_s, u"--daily"_s});
    };
    auto* timer = new QTimer(context);
    QObject::connect(timer, &QTimer::timeout, context, start);
    timer->start(6h);
    QTimer::singleShot(2min, context, start);
}

} // namespace assay

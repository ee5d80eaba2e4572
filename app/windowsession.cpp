// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/windowsession.h"

#include "core/support/logging.h"
#include "ui/shell/mainwindow.h"

#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace assay {

WindowSession::WindowSession(const QString& profile)
    : m_path(profile + u"/session.json"_s)
{
    m_pool.setMaxThreadCount(1);
    m_delay.setSingleShot(true);
    m_delay.setInterval(400ms);
    connect(&m_delay, &QTimer::timeout, this, &WindowSession::write);
}

WindowSession::~WindowSession()
{
    m_pool.waitForDone();
}

std::optional<WindowState> WindowSession::stored() const
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const auto document = QJsonDocument::fromJson(file.readAll());
    if (!document.isObject())
        return std::nullopt;
    return WindowState::fromJson(document.object());
}

void WindowSession::follow(MainWindow& window)
{
    m_window = &window;
    connect(&window, &MainWindow::stateChanged, this, [this] {
        if (!m_delay.isActive()) // not started anew: who types without a pause is written down, too
            m_delay.start();
    });
    connect(&window, &MainWindow::closing, this, [this] {
        m_delay.stop();
        write();
    });
}

void WindowSession::write()
{
    // Copying the state costs little, because its parts are shared; turning it into text is the worker's.
    WindowState now = m_window->state();
    if (now == m_written)
        return;
    m_written = now;
    m_pool.start([path = m_path, now = std::move(now)] { save(path, now); });
}

void WindowSession::save(const QString& path, const WindowState& state)
{
    QSaveFile file(path);
    const bool saved = file.open(QIODevice::WriteOnly)
        && file.write(QJsonDocument(state.toJson()).toJson(QJsonDocument::Compact)) >= 0 && file.commit();
    if (!saved)
        qCWarning(lcHistory, "the open window was not written down: %s", qPrintable(file.errorString()));
}

} // namespace assay

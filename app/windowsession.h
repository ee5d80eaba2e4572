// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/shell/windowstate.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <optional>

namespace assay {

class MainWindow;

/// Keeps what the window shows in `session.json` of the profile, so that the next start, also after a crash, shows it
/// again. Written by a worker, at most every 400 ms, replaced whole.
class WindowSession : public QObject
{
    Q_OBJECT

public:
    explicit WindowSession(const QString& profile);
    ~WindowSession() override; ///< writes what is not written yet

    /// What the last window left; nothing at the first start, or if it cannot be read.
    std::optional<WindowState> stored() const;
    /// Follows the window from now on.
    void follow(MainWindow& window);

private:
    void write();
    static void save(const QString& path, const WindowState& state);

    QString m_path;
    MainWindow* m_window = nullptr;
    QTimer m_delay;
    WindowState m_written;
    QThreadPool m_pool;
};

} // namespace assay

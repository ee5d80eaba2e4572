// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/text/runnotice.h"

#include <QObject>

#include <memory>

class QIcon;
class QSystemTrayIcon;

namespace assay {

/// Shows notifications on the desktop: by the desktop's notification service where there is one, otherwise from the
/// tray. Where there is neither, nothing happens. Never waits for either.
class WindowNotices : public QObject
{
    Q_OBJECT

public:
    explicit WindowNotices(const QIcon& icon);
    ~WindowNotices() override;

    void show(const RunNotice& notice);

Q_SIGNALS:
    void activated(); ///< the notification was pressed

private Q_SLOTS:
    void onAction(uint id, const QString& action);

private:
    bool showByService(const RunNotice& notice);
    void showFromTray(const RunNotice& notice);

    std::unique_ptr<QSystemTrayIcon> m_tray;
    uint m_shown = 0; ///< id of the last one, which the next one replaces
    bool m_listening = false;
};

} // namespace assay

// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/windownotices.h"

#include <QIcon>
#include <QSystemTrayIcon>

#ifdef ASSAY_DBUS
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#endif

using namespace Qt::StringLiterals;

namespace assay {

WindowNotices::WindowNotices(const QIcon& icon)
    : m_tray(std::make_unique<QSystemTrayIcon>(icon))
{
    connect(m_tray.get(), &QSystemTrayIcon::messageClicked, this, &WindowNotices::activated);
    connect(m_tray.get(), &QSystemTrayIcon::activated, this, [this] {
        m_tray->hide();
        Q_EMIT activated();
    });
}

WindowNotices::~WindowNotices() = default;

void WindowNotices::show(const RunNotice& notice)
{
    if (!showByService(notice))
        showFromTray(notice);
}

// Protocol: Desktop Notifications Specification 1.2 (specifications.freedesktop.org), method Notify. The body may be
// read as markup by a service, so what would be markup is escaped.
bool WindowNotices::showByService([[maybe_unused]] const RunNotice& notice)
{
#ifdef ASSAY_DBUS
    const QString service = u"org.freedesktop.Notifications"_s;
    const QString path = u"/org/freedesktop/Notifications"_s;
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return false;
    if (!m_listening)
        m_listening = bus.connect(service, path, service, u"ActionInvoked"_s, this,
            "1onAction(uint,QString)"); // signals of a bus are connected by name only
    QDBusMessage call = QDBusMessage::createMethodCall(service, path, service, u"Notify"_s);
    call << u"Assay"_s << m_shown << u"dev.assay.Assay"_s << notice.title << notice.body.toHtmlEscaped()
         << QStringList{u"default"_s, tr("Show")} << QVariantMap{{u"desktop-entry"_s, u"dev.assay.Assay"_s}} << -1;
    auto* waiting = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
    connect(waiting, &QDBusPendingCallWatcher::finished, this, [this, waiting, notice] {
        const QDBusPendingReply<uint> reply = *waiting;
        waiting->deleteLater();
        if (reply.isError())
            showFromTray(notice); // a bus, but nobody on it who shows anything
        else
            m_shown = reply.value();
    });
    return true;
#else
    return false;
#endif
}

void WindowNotices::showFromTray(const RunNotice& notice)
{
    if (!QSystemTrayIcon::isSystemTrayAvailable())
        return;
    m_tray->show(); // only while there is something to tell
    m_tray->showMessage(notice.title, notice.body);
}

void WindowNotices::onAction(uint id, const QString& action)
{
    if (id == m_shown && action == "default"_L1)
        Q_EMIT activated();
}

} // namespace assay

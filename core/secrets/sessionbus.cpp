// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secrets/sessionbus.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace assay {

bool hasSessionBus(const QProcessEnvironment& environment)
{
#if defined(Q_OS_MACOS) || defined(Q_OS_WIN)
    Q_UNUSED(environment)
    return true;
#else
    const QString address = environment.value(u"DBUS_SESSION_BUS_ADDRESS"_s).trimmed();
    if (!address.isEmpty())
        return !address.startsWith("autolaunch:"_L1) && !address.startsWith("disabled:"_L1);
    const QString folder = environment.value(u"XDG_RUNTIME_DIR"_s);
    return !folder.isEmpty() && QFileInfo::exists(folder + u"/bus"_s);
#endif
}

} // namespace assay

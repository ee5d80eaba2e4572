// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/support/logging.h"

namespace assay {

Q_LOGGING_CATEGORY(lcNet, "assay.net", QtWarningMsg)
Q_LOGGING_CATEGORY(lcRun, "assay.run", QtWarningMsg)
Q_LOGGING_CATEGORY(lcHistory, "assay.history", QtWarningMsg)
Q_LOGGING_CATEGORY(lcSandbox, "assay.sandbox", QtWarningMsg)
Q_LOGGING_CATEGORY(lcCatalog, "assay.catalog", QtWarningMsg)
Q_LOGGING_CATEGORY(lcGateway, "assay.gateway", QtWarningMsg)
Q_LOGGING_CATEGORY(lcUi, "assay.ui", QtWarningMsg)

} // namespace assay

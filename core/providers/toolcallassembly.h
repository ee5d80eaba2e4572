// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/streamevent.h"

#include <QString>

#include <optional>
#include <vector>

namespace assay {

/// Gives the parts of tool calls their call, whatever the server does with `index`: missing, 0 for every call
/// (Mistral), id and name repeated in every part, calls one inside another.
class ToolCallAssembly
{
public:
    struct Part {
        std::optional<qint64> index;
        QString id;
        QString name;
        QString arguments;
    };
    /// The event for this part; nothing if it adds nothing.
    std::optional<ToolCallDelta> add(const Part& part);

    bool isEmpty() const { return m_calls.empty(); }

private:
    struct Call {
        int index = 0; ///< as we report it
        std::optional<qint64> wireIndex;
        QString id;
        bool isNamed = false;
    };
    Call* find(const Part& part);
    Call& begin(const Part& part);

    std::vector<Call> m_calls;
};

} // namespace assay

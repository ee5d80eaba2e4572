// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/compare/comparesession.h"

namespace assay {

class Engine;
class RunHandle;

/// A session on an engine: a thin layer over `RunHandle`. The engine outlives it.
// No Q_OBJECT: it adds neither signals nor slots.
class EngineSession final : public CompareSession
{
public:
    explicit EngineSession(Engine* engine);
    ~EngineSession() override;

    void start(const RunSpec& spec) override;
    void cancel(int lane) override;
    void cancelAll() override;
    void retryNow(int lane) override;

private:
    Engine* m_engine;
    std::unique_ptr<RunHandle> m_handle;
};

} // namespace assay
